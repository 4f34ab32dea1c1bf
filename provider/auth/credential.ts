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
  /** False: `getToken` has one token to give, and no other. Default true. */
  readonly renewable?: boolean;
  /**
   * The service did not accept this access token. Answers whether there is another sign-in to try, which the next `getToken` does; absent:
   * there is none.
   */
  passOver?(accessToken: string): boolean;
}
