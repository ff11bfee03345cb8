import type { Principal } from '@reelhouse/auth';
import type { Logger } from '@reelhouse/logging';
import type { PasswordLink } from './password-links.ts';

/** A link, and whose password it sets. */
export interface PasswordResetNotice extends PasswordLink {
  readonly principal: Principal;
  /** Their login name; of a customer it is the email address. */
  readonly loginName: string;
}

/** Brings links to the people whose passwords they set, and to nobody else: by mail, say. */
export interface PasswordResetNotifier {
  /** @throws if it could not be sent. Whoever waits for it asks again. */
  send(notice: PasswordResetNotice): Promise<void>;
}

/** For development: prints links where the person who runs the house sees them. */
export function printingNotifier(print: (line: string) => void): PasswordResetNotifier {
  return {
    async send({ loginName, token, expiresAt }) {
      print(`Password link of ${loginName}, good until ${expiresAt.toISOString()}: resetPassword(token: "${token}")`);
    },
  };
}

/** For a house that says nothing of how links are sent: they are not. */
export function missingNotifier(log: Logger): PasswordResetNotifier {
  return {
    async send({ principal }) {
      log.warn({ kind: principal.kind, id: principal.id }, 'a password link was not sent: nobody said how');
    },
  };
}
