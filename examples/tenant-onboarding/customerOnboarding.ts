import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";

/** One customer, as the stack configuration describes it. */
export interface Customer {
  name: string;
  customerId: string;
  qualifications: { qualification: string; educationSegment?: string; website?: string; resubmit?: string }[];
}

export interface CustomerOnboardingArgs {
  customer: Customer;
  governmentCode: pulumi.Input<string>;
  /** Whether to prepare an academic offer, which has to wait for Microsoft's approval. */
  academicOffer: boolean;
}

/** All that belongs to the onboarding of one customer. In a real stack its agreements, subscriptions and users stand beside it. */
export class CustomerOnboarding extends pulumi.ComponentResource {
  /** How far Microsoft is with each qualification: `InReview`, then `Approved` or `Denied`, days later; `in effect` where nothing is vetted. */
  readonly vetting: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: CustomerOnboardingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("example:onboarding:CustomerOnboarding", name, {}, opts);
    const { customer, governmentCode } = args;

    // Named by position, not by kind: a changed kind is then a change of the same resource, which a preview can refuse.
    const qualifications = customer.qualifications.map((wish, index) => {
      const validationCode = wish.qualification === "GovernmentCommunityCloud" ? governmentCode : undefined;
      const resource = new partnercenter.CustomerQualification(
        index === 0 ? name : `${name}-${index + 1}`,
        { customerId: customer.customerId, ...wish, validationCode },
        { parent: this },
      );
      return [wish.qualification, resource] as const;
    });

    const education = qualifications.find(([kind]) => kind === "Education")?.[1];
    if (args.academicOffer && education) {
      const approval = new partnercenter.QualificationApproval(name, { qualificationId: education.id, timeout: "2m" }, { parent: this });
      // Stands for a subscription, or whatever else may exist only once Microsoft has approved.
      new pulumi.Stash(`${name}-academic-offer`, { input: `Academic offer for ${customer.name}` }, { parent: this, dependsOn: approval });
    }

    this.vetting = pulumi
      .all(qualifications.map(([kind, { vettingStatus }]) => pulumi.all([kind, vettingStatus])))
      .apply((pairs) => Object.fromEntries(pairs.map(([kind, status]) => [kind, status ?? "in effect"])));
    this.registerOutputs({ vetting: this.vetting });
  }
}
