/** What a newcomer can try first, without signing in: four subgraphs answer it together. */
export const catalogueOperation = `query Catalogue {
  films(first: 3, sort: { field: POPULARITY, direction: DESCENDING }) {
    totalCount
    edges {
      node {
        title
        language { name }
        availability { copies onShelf }
      }
    }
  }
  stores(first: 2) { edges { node { address { city { name } } } } }
}
`;

/** One question of the staff at a counter, that five subgraphs answer together: of their own store. */
export const deskOperation = `query Desk($storeId: ID!) {
  films(first: 3, filter: { availableInStoreId: $storeId }) {
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

/** What the explorer begins with: from what everybody may ask to what is for those who have signed in. */
export const explorerOperations = `# 1. Anybody may look at the catalogue. Put the cursor into an operation and press Ctrl+Enter.
${catalogueOperation}
# 2. Sign in with an account that was printed when the house was opened.
mutation SignIn {
  signInStaff(input: { username: "", password: "" }) {
    accessToken
    viewer { scopes storeId }
    userErrors { message }
  }
}

# 3. Set the header Authorization to "Bearer " and the accessToken ("Set Headers", at the left), and give your store as a variable:
#    { "storeId": "1" }. One question, answered by five subgraphs.
${deskOperation}`;
