import { viewerOf } from '@reelhouse/auth';
import { loadRow } from '@reelhouse/subgraph';
import { seesCustomer } from '../domain/identity-policy.ts';
import { registerCustomer } from '../domain/register-customer.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  RegisterCustomerPayloadResolvers,
  RegistrationRequestResolvers,
  RegistrationResolvers,
} from '../generated/resolvers.ts';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const registrationQuery: Pick<QueryResolvers, 'registration'> = {
  registration: async (_root, { id }, { registrations }) =>
    uuid.test(id) ? ((await registrations.byId(id)) ?? null) : null,
};

export const registrationMutation: Pick<MutationResolvers, 'registerCustomer'> = {
  registerCustomer: (_root, { input }, { registering }) => registerCustomer(registering, input),
};

export const registerCustomerPayload: RegisterCustomerPayloadResolvers = {
  registration: async ({ registrationId }, _args, { registrations }) =>
    registrationId === null ? null : ((await registrations.byId(registrationId)) ?? null),
};

export const registration: RegistrationResolvers = {
  customer: ({ customerId }, _args, { identity }) =>
    customerId !== null && seesCustomer(viewerOf(identity), customerId) ? { id: customerId } : null,
};

export const registrationRequest: RegistrationRequestResolvers = {
  __resolveReference: ({ id }, { registrations }) => loadRow(registrations.requests, id),
};
