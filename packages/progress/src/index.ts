export { showProgress } from './show-progress.ts';
export type { Progress, ProgressDisplay } from './show-progress.ts';
