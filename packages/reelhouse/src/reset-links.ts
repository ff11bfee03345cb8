import { printingNotifier, type PasswordResetNotifier } from '@reelhouse/subgraph-identity';

/**
 * Who brings links to those who have forgotten their password: the terminal, for trying the house on sample rows. Where rows
 * are real, or will be because there are none yet, nobody at a terminal may learn a link to somebody's account.
 */
export function resetLinks(
  rows: 'empty' | 'sample' | 'real',
  print: (line: string) => void,
): { readonly notifier?: PasswordResetNotifier } {
  return rows === 'sample' ? { notifier: printingNotifier(print) } : {};
}
