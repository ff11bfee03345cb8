import { getOperationAST, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import {
  Refusal,
  type Admission,
  type AskedOperation,
  type IncomingRequest,
  type OperationGate,
  type RequestContext,
} from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import { normalizedBody } from '@reelhouse/operation-manifest';
import type { RateLimiter, Taken } from '@reelhouse/rate-limit';
import { DocumentAnalyses } from '../limits/document-analyses.ts';
import { refusalOf } from '../limits/limit-refusal.ts';
import type { ServedSupergraph } from '../live-schema/served-supergraph.ts';
import type { AutomaticOperations } from '../registered-operations/automatic-operations.ts';
import { isIntrospectionOnly } from '../registered-operations/introspection-only.ts';
import { notInSafelist, requestedOperation } from '../registered-operations/registered-requests.ts';
import { registrationPolicy, type RegistrationPolicy } from '../registered-operations/registration-policy.ts';
import type { SupergraphRuntime } from '../supergraph-runtime.ts';
import { introspectionDisabled, rateLimited, tooExpensive } from './edge-refusals.ts';
import type { EdgeSettings } from './edge-settings.ts';
import { HotAnswer } from './hot-answer.ts';
import { KnownOperations } from './known-operations.ts';
import { hasOneOf, mayIntrospect } from './may-introspect.ts';
import { isPlain, operationNameOf, variablesOf, type Parameters } from './operation-parameters.ts';
import { UnregisteredLog } from './unregistered-log.ts';

/** What the edge decides with. */
export interface EdgeGateOptions<Context extends RequestContext> {
  readonly runtime: SupergraphRuntime<Context>;
  /** Asked for each operation: they may be replaced at any time. */
  readonly settings: () => EdgeSettings;
  /** Counts what is asked for; without it nobody is limited, whatever the settings say. */
  readonly limiter?: RateLimiter | undefined;
  /** The texts that are kept under their hashes; without it none are. */
  readonly automatic?: AutomaticOperations | undefined;
  /** Whether registered operations are answered without Apollo Server; true by default. */
  readonly hotLane?: boolean | undefined;
  readonly log: Logger;
}

/** What becomes of an operation, unless whoever asks has used up what they may ask for. */
interface Decision {
  readonly cost: number;
  readonly outcome: Admission | Refusal;
}

/** A request, and what it is decided by: the same from the beginning to the end. */
interface Deciding<Context extends RequestContext> {
  readonly asked: AskedOperation<Context>;
  readonly settings: EdgeSettings;
  readonly version: ServedSupergraph<Context>;
  readonly policy: RegistrationPolicy;
  readonly listener: string;
}

/** What of a document is asked for; undefined where that is not said, or said wrongly. */
interface Found {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode | undefined;
}

/** What an operation takes of which nothing more is known: one that is refused, or that cannot be read. */
const leastCost = 1;

/** Decides what becomes of each operation, before Apollo Server sees it, by whichever transport it comes. */
export class EdgeGate<Context extends RequestContext> implements OperationGate<Context> {
  readonly #options: EdgeGateOptions<Context>;
  readonly #analyses = new DocumentAnalyses();
  readonly #known = new KnownOperations<Context>();
  readonly #unregistered: UnregisteredLog;

  constructor(options: EdgeGateOptions<Context>) {
    this.#options = options;
    this.#unregistered = new UnregisteredLog(options.log);
  }

  enter({ clientAddress }: IncomingRequest): Refusal | undefined {
    const { settings, limiter } = this.#options;
    const { rates } = settings();
    const taken = rates && limiter?.usedUp(rates, clientAddress);
    return taken && !taken.allowed ? rateLimited(taken) : undefined;
  }

  missed({ clientAddress: address }: IncomingRequest): void {
    const { settings, limiter } = this.#options;
    const { rates } = settings();
    // Whether there was any left is seen by the next request.
    if (rates && limiter) void limiter.take(rates, { address, subject: undefined }, leastCost);
  }

  admit(asked: AskedOperation<Context>): Admission | Promise<Admission> {
    const { settings: current, limiter, runtime } = this.#options;
    const settings = current();
    const { identity } = asked.context;
    const listener = asked.incoming.listener ?? 'default';
    const policy = registrationPolicy(settings.registration, { listener, identity });
    const decision = this.#decide({ asked, settings, version: runtime.current, policy, listener });
    if (!settings.rates || !limiter) return admitted(decision);
    const taker = { address: asked.incoming.clientAddress, subject: identity?.subject };
    const taken = limiter.take(settings.rates, taker, decision.cost);
    return taken instanceof Promise ? taken.then((each) => admitted(decision, each)) : admitted(decision, taken);
  }

  #decide(deciding: Deciding<Context>): Decision {
    try {
      return this.#decideOn(deciding);
    } catch (error) {
      if (error instanceof Refusal) return { cost: leastCost, outcome: error };
      throw error;
    }
  }

  #decideOn(deciding: Deciding<Context>): Decision {
    const { automatic } = this.#options;
    const { asked, version, policy } = deciding;
    const { registry } = version.registered;
    const requested = requestedOperation(asked.parameters, { registry, policy, automatic: automatic !== undefined });
    const { parameters } = requested;
    switch (requested.kind) {
      case 'malformed':
        return { cost: leastCost, outcome: { parameters } };
      case 'registered':
        return this.#registered(deciding, requested.entry.operation.id, parameters);
      case 'kept': {
        const text = automatic?.known(requested.hash);
        // Apollo Server asks for the text.
        if (text === undefined) return { cost: leastCost, outcome: { parameters } };
        return this.#text(deciding, text, parameters);
      }
      case 'text': {
        const entry = registry.byText(requested.text, policy.clients);
        return entry
          ? this.#registered(deciding, entry.operation.id, parameters)
          : this.#text(deciding, requested.text, parameters);
      }
    }
  }

  /** It is as large as it was when it was registered; what it costs depends on the variables. */
  #registered(deciding: Deciding<Context>, id: string, parameters: Parameters): Decision {
    const { asked, version } = deciding;
    const prepared = version.registered.byId.get(id);
    if (!prepared) throw new Error('a registered operation was not prepared');
    const { cost, admission } = this.#admit(deciding, prepared, parameters);
    if (this.#options.hotLane === false || !isPlain(asked, parameters, prepared.operation)) {
      return { cost, outcome: admission };
    }
    const variables = variablesOf(parameters);
    const hot = new HotAnswer(this.#options.runtime.answers, { version, prepared, variables, context: asked.context });
    return { cost, outcome: { ...admission, hot } };
  }

  #text(deciding: Deciding<Context>, text: string, parameters: Parameters): Decision {
    const { asked, settings } = deciding;
    const operationName = operationNameOf(parameters);
    const analysis = this.#analyses.of(text, settings.limits.maxTokens);
    const refusal = refusalOf(analysis, operationName, settings.limits);
    const { newOperationCost = 0 } = settings;
    if (refusal) return { cost: leastCost + newOperationCost, outcome: refusal };
    const { document } = analysis;
    // Apollo Server says where it is not GraphQL.
    if (!document) return { cost: leastCost + newOperationCost, outcome: { parameters } };
    const found = { document, operation: getOperationAST(document, operationName) ?? undefined };
    this.#refuseUnregistered(deciding, text, found);
    if (analysis.introspects && !mayIntrospect(settings.introspection, asked.context.identity)) {
      throw introspectionDisabled();
    }
    const isNew = !found.operation || !this.#known.has(deciding.version, found.operation);
    const { cost, admission } = this.#admit(deciding, found, parameters);
    return { cost: isNew ? cost + newOperationCost : cost, outcome: admission };
  }

  #refuseUnregistered({ asked, settings, policy, version, listener }: Deciding<Context>, text: string, found: Found) {
    const { level, clients } = policy;
    if (level === 'off') return;
    if (version.registered.registry.hasBody(normalizedBody(text), clients)) return;
    // What asks for the schema alone is allowed by who may ask for it, as Apollo Router has it.
    const isOpen = mayIntrospect(settings.introspection, asked.context.identity);
    if (isOpen && isIntrospectionOnly(found.document)) return;
    if (level !== 'log') throw notInSafelist();
    this.#unregistered.add(text, found.operation?.name?.value, listener);
  }

  #admit({ asked, settings, version }: Deciding<Context>, { document, operation }: Found, parameters: Parameters) {
    if (!operation) return { cost: leastCost, admission: { parameters } };
    const { limits, costShownTo } = settings;
    const known = this.#known.of(version, document, operation);
    const cost = Math.max(leastCost, known.cost.cost(variablesOf(parameters)));
    if (cost > limits.maxCost) throw tooExpensive(cost, limits.maxCost);
    const isShown = costShownTo.length > 0 && hasOneOf(costShownTo, asked.context.identity);
    const extensions = isShown ? { cost: { estimated: cost, max: limits.maxCost } } : undefined;
    // What is told to some of what it costs is not for caches, which would tell it to all.
    const caching = asked.method === 'GET' && !isShown ? known.caching : undefined;
    return { cost, admission: { parameters, caching, ...(extensions && { extensions }) } };
  }
}

function admitted({ outcome }: Decision, taken?: Taken): Admission {
  if (taken && !taken.allowed) throw rateLimited(taken);
  if (!(outcome instanceof Refusal)) {
    // What one has left is nobody else's, and caches would tell it to all.
    return taken && !isShared(outcome) ? { ...outcome, headers: taken.headers } : outcome;
  }
  const { status, code, message, headers } = outcome;
  throw taken ? new Refusal(status, code, message, { ...headers, ...taken.headers }) : outcome;
}

/** Whether caches may give an answer to others than who has asked. */
function isShared({ caching }: Admission): boolean {
  return caching?.scope === 'PUBLIC' && caching.maxAge > 0;
}
