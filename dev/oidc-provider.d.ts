/** The part of oidc-provider that the demo issuer uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Context {
    get(header: string): string;
  }

  export interface Token {
    readonly clientId?: string;
  }

  export interface ResourceServer {
    readonly scope: string;
    readonly audience: string;
    readonly accessTokenFormat: 'jwt';
    readonly accessTokenTTL: number;
    readonly jwt: { readonly sign: { readonly alg: string } };
  }

  export interface Configuration {
    readonly clients: readonly Record<string, unknown>[];
    readonly jwks: unknown;
    readonly cookies: { readonly keys: readonly string[] };
    readonly features: {
      readonly devInteractions: { readonly enabled: boolean };
      readonly clientCredentials: { readonly enabled: boolean };
      readonly resourceIndicators: {
        readonly enabled: boolean;
        defaultResource(): string;
        useGrantedResource(): boolean;
        getResourceServerInfo(): ResourceServer;
      };
    };
    extraTokenClaims(context: Context, token: Token): Record<string, unknown>;
    readonly formats: {
      readonly customizers: {
        jwt(context: Context, token: Token, parts: { payload: Record<string, unknown> }): void;
      };
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  }
}
