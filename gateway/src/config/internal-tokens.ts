import { readSigningKey, SubgraphTokenSigner } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { StartupError } from '@reelhouse/config';
import type { GatewayConfig } from './config-shape.ts';

/**
 * What signs requests to subgraphs: with the key of `INTERNAL_PRIVATE_KEY`, else of the configuration.
 *
 * @param noted gets a `StartupError` if the variable has no key.
 * @returns undefined where there is no key: subgraphs are asked unsigned.
 */
export function signerFrom(
  { internalTokens }: Pick<GatewayConfig, 'internalTokens'>,
  { INTERNAL_PRIVATE_KEY: variable }: Readonly<Record<string, string | undefined>>,
  noted: (error: StartupError) => void,
): SubgraphTokenSigner | undefined {
  const text = variable || internalTokens?.key;
  if (!text) return undefined;
  const key = readSigningKey(text);
  if (key) return new SubgraphTokenSigner({ key, issuer: internalTokens?.issuer ?? 'gateway', clock: systemClock });
  noted(new StartupError('INTERNAL_PRIVATE_KEY: expected an Ed25519 private key, as PEM (PKCS #8) or JWK'));
  return undefined;
}

/**
 * What is to be put right before requests can be signed, a line each: one header cannot have two tokens.
 *
 * @param file the configuration file.
 */
export function signingProblems(config: Pick<GatewayConfig, 'subgraphs' | 'subgraphDefaults'>, file = ''): string[] {
  const places = {
    subgraphDefaults: config.subgraphDefaults,
    ...Object.fromEntries(Object.entries(config.subgraphs ?? {}).map(([name, one]) => [`subgraphs.${name}`, one])),
  };
  return Object.entries(places).flatMap(([place, settings]) =>
    settings?.forwardHeaders?.some((name) => name.toLowerCase() === 'authorization')
      ? [`${file}: ${place}.forwardHeaders: authorization cannot be forwarded where the gateway signs what it asks`]
      : [],
  );
}
