import { operationId, type ClientRelease } from '@reelhouse/operation-manifest';
import { listOperation, type OperationBody } from '../gateway/operations.ts';

const [first = '{}'] = listOperation(1);
const { query: list } = JSON.parse(first) as { readonly query: string };

/** The small operation of a probe. */
const film = 'query Film($id: ID!) { film(id: $id) { id title rating } }';

const registered = [
  { id: operationId(list), name: 'RentalList', type: 'query', body: list },
  { id: operationId(film), name: 'Film', type: 'query', body: film },
] as const;

/** What the gateways that are measured have registered: the list operation, and the one of the probe. */
export const releases: readonly ClientRelease[] = [
  {
    client: 'bench',
    release: '1.0.0',
    manifest: { format: 'apollo-persisted-query-manifest', version: 1, operations: registered },
  },
];

const rentalsInAll = 16_000;

/** What is asked of the list operation: different pages, as clients do not all ask for the same at once. */
function pageVariables(pages: number, pageSize: number) {
  return Array.from({ length: pages }, (_, page) => ({
    first: pageSize,
    offset: (page * pageSize) % (rentalsInAll - pageSize),
  }));
}

/** The registered list operation by its id. */
export function listById(pages: number, pageSize: number): OperationBody[] {
  return pageVariables(pages, pageSize).map((variables) =>
    JSON.stringify({ documentId: operationId(list), variables }),
  );
}

/** The same as the queries of URLs. */
export function listByGet(pages: number, pageSize: number): string[] {
  return pageVariables(pages, pageSize).map((variables) =>
    new URLSearchParams({ documentId: operationId(list), variables: JSON.stringify(variables) }).toString(),
  );
}

/** The list operation by its text. */
export function listByText(pages: number, pageSize: number): OperationBody[] {
  return pageVariables(pages, pageSize).map((variables) => JSON.stringify({ query: list, variables }));
}

/** The same fields by a text that nobody has registered: it has another name. */
export function listFreeForm(pages: number, pageSize: number): OperationBody[] {
  const query = list.replace('RentalList', 'FreeRentalList');
  return pageVariables(pages, pageSize).map((variables) => JSON.stringify({ query, variables }));
}

/** The registered operation of the probe, by its id. */
export function filmById(id: number): OperationBody {
  return JSON.stringify({ documentId: operationId(film), variables: { id: String(id) } });
}

/** The same as the query of a URL. */
export function filmByGet(id: number): string {
  const variables = JSON.stringify({ id: String(id) });
  return new URLSearchParams({ documentId: operationId(film), variables }).toString();
}
