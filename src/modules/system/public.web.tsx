export { ChainState } from './audit/web/chain-state.tsx';
export { WatchedActs } from './audit/web/watched-acts.tsx';
