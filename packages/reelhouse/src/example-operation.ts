/** What a newcomer can try first: one question that five subgraphs answer together. */
export const exampleOperation = `# One question, answered by five subgraphs.
{
  films(first: 3) {
    totalCount
    edges {
      node {
        title
        language { name }
        copies(first: 2) {
          edges {
            node {
              store {
                address { city { name country { name } } }
                manager { firstName }
              }
              rentals(first: 2) {
                edges {
                  node {
                    customer { firstName address { city { name } } }
                    payments(first: 1) { edges { node { amount { amount currency } } } }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
`;
