import { viewerOf } from '@reelhouse/auth';
import type { RequestContext, SubgraphServices } from '@reelhouse/subgraph';
import type { CommandServices } from './domain/command.ts';
import { auditPolicy, customerLoginPolicy, staffLoginPolicy } from './domain/identity-policy.ts';
import { Later } from './domain/later.ts';
import { missingNotifier, type PasswordResetNotifier } from './domain/password-reset-notifier.ts';
import { Passwords } from './domain/passwords.ts';
import type { RegistrationServices } from './domain/register-customer.ts';
import type { PasswordResetServices } from './domain/request-password-reset.ts';
import { auditLogStore } from './store/audit-log.ts';
import { loginStore } from './store/login.ts';
import { registrationStore } from './store/registration.ts';

/** What the resolvers of one request work with. */
export interface Context extends RequestContext {
  readonly commands: CommandServices;
  readonly registering: RegistrationServices;
  readonly passwordResets: PasswordResetServices;
  readonly auditLog: ReturnType<typeof auditLogStore>;
  readonly logins: ReturnType<typeof loginStore>;
  readonly registrations: ReturnType<typeof registrationStore>;
}

/** What identity takes of the house that it is part of. */
export interface IdentityOptions {
  /** Sends links by which passwords are set; without it none is sent, and that is logged. */
  readonly notifier?: PasswordResetNotifier;
}

/** One for the process, because it is the cores of the process that are shared. */
const passwords = new Passwords();
const later = new Later();

/** Makes the context of a request. */
export function createContext(
  { sql, clock, entities }: SubgraphServices,
  request: RequestContext,
  { notifier = missingNotifier(request.log) }: IdentityOptions = {},
): Context {
  const { identity, clientAddress, userAgent, listener, trace, log } = request;
  const viewer = viewerOf(identity);
  const traceparent = trace?.headers()['traceparent'];
  const commands = { sql, clock, passwords, identity, clientAddress, userAgent, listener, traceparent };
  return {
    ...request,
    commands,
    registering: { ...commands, entities: entities.forRequest(request) },
    passwordResets: { ...commands, notifier, later, log },
    auditLog: auditLogStore(sql, auditPolicy(viewer)),
    logins: loginStore(sql, { customer: customerLoginPolicy(viewer), staff: staffLoginPolicy(viewer) }),
    registrations: registrationStore(sql),
  };
}
