import { defaultEdgeSettings, type EdgeSettings } from '@reelhouse/gateway';

/** The listener of the mobile app, and the name of the client as tokens and manifests have it. */
export const mobile = 'mobile';

/**
 * What is decided at the edge of the whole chain in one process: the mobile app runs what its releases have registered, as it does
 * in production; whoever else there is may try what they like. A gateway of its own has more to say: see its configuration file.
 */
export const houseEdge: EdgeSettings = {
  ...defaultEdgeSettings,
  registration: {
    level: 'off',
    rules: [
      { listener: mobile, level: 'require-id', clients: [mobile] },
      { clientId: mobile, level: 'require-id', clients: [mobile] },
    ],
  },
  costShownTo: ['staff'],
};
