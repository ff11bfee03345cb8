import { serviceIdentity } from '@reelhouse/auth';
import { EntityClient, type Entities, type EntityClientOptions } from '@reelhouse/entity-client';
import type { RequestContext } from '@reelhouse/http-server';

/** Asks for facts in the background, where nobody has asked for them: as the subgraph itself, which may know all of them. */
export class ServiceEntityClient extends EntityClient {
  readonly #subgraph: string;

  /** @param subgraph who asks. */
  constructor(subgraph: string, options: EntityClientOptions) {
    super(options);
    this.#subgraph = subgraph;
  }

  override forRequest(request: RequestContext): Entities {
    return super.forRequest({ ...request, identity: request.identity ?? serviceIdentity(this.#subgraph) });
  }
}
