import { serviceIdentity } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphOperation, SubgraphTransport } from '@reelhouse/subgraph-transport';
import { parse } from 'graphql';
import { z } from 'zod';
import type { RecordDenials } from './denial.ts';

const query =
  'mutation RecordDenials($input: RecordDenialsInput!) { recordDenials(input: $input) { userErrors { code } } }';

const operation: SubgraphOperation = {
  kind: 'mutation',
  query,
  document: parse(query),
  operationName: 'RecordDenials',
};

const answer = z.object({ recordDenials: z.object({ userErrors: z.array(z.object({ code: z.string() })) }) });

/**
 * Has a subgraph keep denials, as a service: it has a field `recordDenials(input: RecordDenialsInput!)` of `Mutation`, whose input has
 * `denials: [{ subject: String, clientAddress: String, coordinate: String!, operationName: String, count: Int!, minute:
 * DateTime! }!]!`, and which need not be in the API.
 *
 * @param context of what is asked, which is nobody's request.
 * @returns rejects if the subgraph did not answer that it has recorded them.
 */
export function recordDenialsAt<Context extends RequestContext>(
  transport: Pick<SubgraphTransport<Context>, 'prepare'>,
  context: () => Context,
): RecordDenials {
  const ask = transport.prepare(operation);
  const identity = serviceIdentity('gateway');
  return async (denials) => {
    const { data, errors } = await ask({ input: { denials } }, { ...context(), identity });
    if (errors?.[0]) throw new Error(`the subgraph of the audit log answered with an error: ${errors[0].message}`);
    const [refusal] = answer.parse(data).recordDenials.userErrors;
    if (refusal) throw new Error(`the subgraph of the audit log refused denials: ${refusal.code}`);
  };
}
