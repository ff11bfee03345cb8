/** Which subgraph servers a set-up needs: none, ours, or Apollo Server as Apollo documents it. */
export type SubgraphServers = 'none' | 'lean' | 'stock';

/** One way to serve the graph. */
export interface SetUp {
  readonly id: string;
  readonly title: string;
  /** The program of the server, from the root of the repository. */
  readonly program: string;
  /** Which form of its program it is. */
  readonly form?: string;
  readonly subgraphs: SubgraphServers;
}

const servers = 'bench/gateway/servers';

/** The set-ups, in the order of the tables. */
export const setUps = [
  {
    id: 'single',
    title: 'single schema: our executor and front',
    program: `${servers}/single-schema.mjs`,
    subgraphs: 'none',
  },
  {
    id: 'single-jit',
    title: 'single schema: Apollo Server + jit, our front',
    program: `${servers}/single-schema.mjs`,
    form: 'jit',
    subgraphs: 'none',
  },
  {
    id: 'single-yoga',
    title: 'single schema: yoga + jit',
    program: 'bench/peers/single-schema.mjs',
    form: 'yoga',
    subgraphs: 'none',
  },
  {
    id: 'single-bare',
    title: 'single schema: bare node:http + jit',
    program: 'bench/peers/single-schema.mjs',
    form: 'bare',
    subgraphs: 'none',
  },
  { id: 'ours', title: 'Reelhouse, in-process', program: `${servers}/gateway.mjs`, subgraphs: 'none' },
  {
    id: 'stock',
    title: 'ApolloGateway, in-process',
    program: 'bench/peers/stock-gateway.mjs',
    subgraphs: 'none',
  },
  {
    id: 'hive',
    title: 'Hive Gateway (stitching), in-process, + jit',
    program: 'bench/peers/hive-gateway.mjs',
    form: 'stitching',
    subgraphs: 'none',
  },
  {
    id: 'hive-rust',
    title: 'Hive Gateway (Rust planner), in-process, + jit',
    program: 'bench/peers/hive-gateway.mjs',
    form: 'rust',
    subgraphs: 'none',
  },
  { id: 'ours-http', title: 'Reelhouse, over HTTP', program: `${servers}/gateway.mjs`, subgraphs: 'lean' },
  {
    id: 'stock-http',
    title: 'ApolloGateway, over HTTP, our subgraphs',
    program: 'bench/peers/stock-gateway.mjs',
    subgraphs: 'lean',
  },
  {
    id: 'hive-http',
    title: 'Hive Gateway (stitching), over HTTP, our subgraphs',
    program: 'bench/peers/hive-gateway.mjs',
    form: 'stitching',
    subgraphs: 'lean',
  },
  {
    id: 'hive-rust-http',
    title: 'Hive Gateway (Rust planner), over HTTP, our subgraphs',
    program: 'bench/peers/hive-gateway.mjs',
    form: 'rust',
    subgraphs: 'lean',
  },
  {
    id: 'stock-stack',
    title: 'ApolloGateway, over HTTP, Apollo Server subgraphs',
    program: 'bench/peers/stock-gateway.mjs',
    subgraphs: 'stock',
  },
] as const satisfies readonly SetUp[];

export type SetUpId = (typeof setUps)[number]['id'];

/** The program of a subgraph server of each kind. */
export const subgraphPrograms = {
  lean: `${servers}/subgraph.mjs`,
  stock: 'bench/peers/stock-subgraph.mjs',
} as const;
