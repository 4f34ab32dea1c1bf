/** A token and when it ends, milliseconds since the epoch: `AccessToken` of the Azure SDK. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/**
 * The one seam for signing in. Structurally `TokenCredential` of `@azure/core-auth`, so that every credential of `@azure/identity`
 * fits, and ours fit the Azure SDK.
 */
export interface TokenCredential {
  getToken(scopes: string | string[], options?: { readonly abortSignal?: AbortSignal }): Promise<AccessToken | null>;
}
