#!/bin/sh
# Pulumi Deployments: sets each shard's stack up, so that Pulumi Cloud runs it at each push to the branch, and runs it once. Needs the Pulumi
# CLI 3.259 or newer, signed in to Pulumi Cloud, and the PARTNERCENTER_ variables below. Run it again when a setting changes.
#
#     REPOSITORY=acme/customers sh pipelines/deployments.sh
#
# RUNNERS is how many deployments your organization may run at the same time: 500 requests a minute are shared out among them.
#
# Secrets: the CLI takes them as arguments only, so while this runs, whoever may list this machine's processes can read them. Run it on a machine
# of your own, not on a shared runner.
#
# The refresh token is the same for all stacks and nobody renews it: 90 days after its consent all of them stop on the same day. Consent again
# before that (`partnercenter login`) and run this again. A token store renews it by itself: where the deployments can sign in to Azure, set
# PARTNERCENTER_TOKEN_STORE=keyvault:https://VAULT.vault.azure.net/secrets/NAME instead, as pipelines/github-actions.yml does.
set -eu
: "${REPOSITORY:?is the GitHub repository, as OWNER/NAME}"
: "${PARTNERCENTER_TENANT_ID:?}" "${PARTNERCENTER_CLIENT_ID:?}" "${PARTNERCENTER_CLIENT_SECRET:?}" "${PARTNERCENTER_REFRESH_TOKEN:?}"
RUNNERS=${RUNNERS:-5}

# By itself, not in a pipe, which would hide that it failed.
shards=$(npx --no partnercenter fleet list)

while read -r stack _; do
  pulumi stack select --create "$stack" </dev/null
  pulumi deployment settings edit --stack "$stack" \
    --github-repo "$REPOSITORY" --branch main --folder examples/fleet --push-to-deploy \
    --env PULUMI_CONTINUE_ON_ERROR=true \
    --env "PARTNERCENTER_REQUESTS_PER_MINUTE=$((500 / RUNNERS))" \
    --env "PARTNERCENTER_TENANT_ID=$PARTNERCENTER_TENANT_ID" \
    --env "PARTNERCENTER_CLIENT_ID=$PARTNERCENTER_CLIENT_ID" \
    --secret-env "PARTNERCENTER_CLIENT_SECRET=$PARTNERCENTER_CLIENT_SECRET" \
    --secret-env "PARTNERCENTER_REFRESH_TOKEN=$PARTNERCENTER_REFRESH_TOKEN" </dev/null
  pulumi deployment run update --stack "$stack" </dev/null
done <<SHARDS
$shards
SHARDS
