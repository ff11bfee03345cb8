import type { DocumentNode } from 'graphql';
import { StartupError } from '@reelhouse/config';
import { federation, nameIn, readLinks, specifications } from './links.ts';

/** What a security directive of a schema means, whatever the schema calls it. */
export type SecurityDirective = 'authenticated' | 'requiresScopes' | 'policy';

const enforced: readonly SecurityDirective[] = ['authenticated', 'requiresScopes'];
const directives: readonly SecurityDirective[] = [...enforced, 'policy'];
const version = 'v0.1';

/** The house's own: what is open to everybody. It is no specification's, means nothing to who composes, and is left out then. */
export const publicDirective = 'public';

/** The specifications whose directives are enforced, as the identities of their links. */
export const enforcedSpecifications: ReadonlySet<string> = new Set(enforced.map((name) => `${specifications}${name}`));

/**
 * What the security directives are called in a schema, by its links. A supergraph links the specification of each; a
 * subgraph links the one of federation, which holds all three.
 *
 * @throws {StartupError} for a version that is not known here: it may mean something else.
 */
export function securityDirectives(document: DocumentNode): ReadonlyMap<string, SecurityDirective> {
  const names = new Map<string, SecurityDirective>();
  for (const link of readLinks(document)) {
    for (const directive of directives) {
      if (link.specification !== directive && link.specification !== federation) continue;
      if (link.specification === directive && link.version !== version) {
        throw new StartupError(
          `the schema uses ${specifications}${directive}/${link.version}, of which this version knows ${version} only`,
        );
      }
      names.set(nameIn(link, directive), directive);
    }
  }
  return names;
}
