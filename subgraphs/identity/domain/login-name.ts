import { domainToASCII, domainToUnicode } from 'node:url';
import type { PrincipalKind } from '@reelhouse/auth';
import { withoutLookAlikes } from './look-alikes.ts';
import { isOfOneScript } from './one-script.ts';

/** What a login name is found by, or for a person why it cannot be one. */
export type LoginName =
  | {
      /** As it was written, without spaces around it. */
      readonly name: string;
      /** The same for all names that look alike. */
      readonly normalized: string;
    }
  | { readonly problem: string };

/** The longest email in characters: what the path of a mail can hold (RFC 5321). */
const longestEmail = 254;

/** The longest local part of an email (RFC 5321), and the longest user name of staff, in characters. */
const longestName = 64;

/** Controls, line breaks, invisible and unassigned characters: nobody sees them, and in a mail they begin a new header. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const userNameForm = /^[\p{L}\p{M}0-9._'-]+$/u;
const localPartForm = /^[\p{L}\p{M}0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}0-9!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Brings a login name into the form that it is found by: compatible characters (full-width ones), capitals and look-alikes
 * of Latin letters are replaced, and names that mix scripts are refused. `0` and `o`, `1` and `l` stay what they are: too
 * many names differ by them.
 *
 * @param kind customers sign in with their email, staff with a user name.
 */
export function normalizeLoginName(kind: PrincipalKind, name: string): LoginName {
  if (name.length > 4 * longestEmail) return { problem: `A login name has at most ${longestEmail} characters.` };
  if (unseen.test(name)) return { problem: 'A login name cannot hold line breaks or characters that are not seen.' };
  const written = name.trim();
  const folded = fold(written);
  return kind === 'customer' ? normalizeEmail(written, folded) : normalizeUserName(written, folded);
}

function normalizeUserName(name: string, folded: string): LoginName {
  if (Array.from(folded).length > longestName) return { problem: `A user name has at most ${longestName} characters.` };
  if (!userNameForm.test(folded)) return { problem: "A user name holds letters, digits and . _ - ' only." };
  if (!isOfOneScript(folded)) return { problem: 'A user name has to be written in one script.' };
  return { name, normalized: withoutLookAlikes(folded) };
}

function normalizeEmail(name: string, folded: string): LoginName {
  const at = folded.lastIndexOf('@');
  const local = folded.slice(0, Math.max(at, 0));
  const domain = domainToUnicode(folded.slice(at + 1));
  if (at < 1 || !localPartForm.test(local) || !domain) return { problem: 'This is not an email address.' };
  if (Array.from(local).length > longestName || Array.from(folded).length > longestEmail) {
    return { problem: `An email address has at most ${longestEmail} characters, ${longestName} before the @.` };
  }
  if (![local, ...domain.split('.')].every(isOfOneScript)) {
    return { problem: 'Each part of an email address has to be written in one script.' };
  }
  const host = domainToASCII(withoutLookAlikes(fold(domain)));
  if (!domainForm.test(host) || host.length > 253) return { problem: 'This is not an email address.' };
  return { name, normalized: `${withoutLookAlikes(local)}@${host}` };
}

/** Without differences of case, width and composition. Capitals first, so that `ß` and `ss` are the same. */
function fold(text: string): string {
  const folded = text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  // The dotted capital I of Turkish becomes an i with a second dot, which nobody sees.
  return folded.replaceAll('i\u0307', 'i');
}
