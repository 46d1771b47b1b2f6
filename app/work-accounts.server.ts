/**
 * Signing in with a work account: OpenID Connect with an identity provider of the customer's own (Entra ID, Keycloak,
 * SURFconext …). Authorization code flow with PKCE, state and nonce (ASVS 5.0 §10.2.1, §10.5.1).
 */

import * as oidc from 'openid-client'

/** Who the identity provider says has signed in. */
export type WorkIdentity = {
  issuer: string
  subject: string
  /** Only when the provider says that it was verified. */
  email: string | null
}

/** What has to be remembered in the browser between going and coming back. */
export type WorkAccountJourney = { verifier: string; state: string; nonce: string }

export type WorkAccounts = {
  /** Where to send the browser, and what to remember. Throws when the provider cannot be reached. */
  begin(returnAddress: string): Promise<{ address: string; journey: WorkAccountJourney }>
  /** Who came back; null when what came back does not fit the journey. Throws when the provider cannot be reached. */
  finish(cameBackTo: URL, journey: WorkAccountJourney): Promise<WorkIdentity | null>
}

/** The provider of the settings. Its addresses are asked at first use, and anew after a failure. */
export function workAccountsOf(settings: {
  issuer: string
  clientId: string
  clientSecret: string
}): WorkAccounts {
  let found: Promise<oidc.Configuration> | null = null
  const configuration = () => {
    // Only a provider on this machine, as in tests, may speak without TLS.
    const { protocol, hostname } = new URL(settings.issuer)
    const plain = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
    found ??= oidc
      .discovery(
        new URL(settings.issuer),
        settings.clientId,
        undefined,
        oidc.ClientSecretPost(settings.clientSecret),
        {
          timeout: 10,
          ...(plain && { execute: [oidc.allowInsecureRequests] }),
        },
      )
      .catch((error: unknown) => {
        found = null
        throw error
      })
    return found
  }
  return {
    async begin(returnAddress) {
      const journey = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
      }
      const address = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: returnAddress,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256',
        state: journey.state,
        nonce: journey.nonce,
      })
      return { address: address.href, journey }
    },
    async finish(cameBackTo, journey) {
      const known = await configuration()
      try {
        const tokens = await oidc.authorizationCodeGrant(known, cameBackTo, {
          pkceCodeVerifier: journey.verifier,
          expectedState: journey.state,
          expectedNonce: journey.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) return null
        const verified = claims.email_verified === true && typeof claims.email === 'string'
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: verified ? (claims.email as string) : null,
        }
      } catch (error) {
        if (isRefusal(error)) return null
        throw error
      }
    },
  }
}

/** The provider said no, or what came back was forged, stale or replayed: nothing is wrong with the line. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.ResponseBodyError ||
    (error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT')
  )
}
