/** The measured graph with a subscription: the returns of rentals, as the rental subgraph knows them. */
import { createGraph } from './graph.mjs';
import { rentals } from './rows.mjs';

const byId = new Map(rentals.map((rental) => [rental.id, rental]));

/** Where the directives of Reelhouse are, for the gateway that is given its events by a bus. */
const live = `extend schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.reelhouse.example/live/v0.1", import: ["@event", "@perViewer"])
  @composeDirective(name: "@event")
  @composeDirective(name: "@perViewer")
directive @event(subject: String!, payload: String!) repeatable on FIELD_DEFINITION
directive @perViewer on FIELD_DEFINITION | OBJECT`;
const event = '@event(subject: "rental.rental.returned", payload: "eventId: _id rental { id: rentalId }")';

/**
 * @param source gives the ids of rentals as they are returned: an async iterable for each listener.
 * @param fromBus whether the schema says that the events come from a bus.
 */
export function createLiveGraph(source, fromBus) {
  const { subgraphs } = createGraph('memory');
  const { typeDefs, resolvers } = subgraphs.rental;
  const rental = {
    typeDefs: `${fromBus ? typeDefs.replace('["@key", "@shareable"]', '["@key", "@shareable", "@composeDirective"]') : typeDefs}
      ${fromBus ? live : ''}
      type Subscription { rentalReturned: RentalReturned! ${fromBus ? event : ''} }
      type RentalReturned { eventId: ID! rental: Rental! }`,
    resolvers: {
      ...resolvers,
      Subscription: { rentalReturned: { subscribe: source, resolve: (returned) => returned } },
      RentalReturned: { rental: ({ rentalId }) => byId.get(rentalId) },
    },
  };
  return { ...subgraphs, rental };
}
