import type { ApolloServerPlugin } from '@apollo/server';
import { clientError, errorCatalogue } from '@reelhouse/errors';
import type { Admission } from './operation-gate.ts';

/** What an Apollo Server has to know of operations that a gate has let in. */
export class Admissions {
  readonly #admitted = new WeakMap<object, Admission>();

  /** To be added to the Apollo Server before it starts, where there is a gate. */
  get plugin(): ApolloServerPlugin {
    return {
      requestDidStart: async ({ request }) => {
        if (!request.http) return undefined;
        const admission = this.#admitted.get(request.http);
        // What the gate was not asked about has to be refused before it gets here: should it ever not be, it is here.
        if (!admission) throw clientError('FORBIDDEN', errorCatalogue.FORBIDDEN.meaning);
        const { extensions } = admission;
        if (!extensions) return undefined;
        return {
          willSendResponse: async ({ response: { body } }) => {
            if (body.kind === 'single')
              body.singleResult.extensions = { ...body.singleResult.extensions, ...extensions };
          },
        };
      },
    };
  }

  /** @param http the request as Apollo Server will get it. */
  admit(http: object, admission: Admission): void {
    this.#admitted.set(http, admission);
  }
}
