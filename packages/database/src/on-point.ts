/**
 * Called when work comes to a point that has a name, and waited for. Production passes none; a test passes one that lets
 * a rival act exactly there, and so proves that a race is closed. It is handed on as an option, never kept globally.
 */
export type OnPoint<Point extends string = string> = (point: Point) => Promise<void> | void;
