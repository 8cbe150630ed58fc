import { Component, type ReactNode } from 'react';
import { Failure } from './states.tsx';

/** A page that fails to draw, or whose code cannot be loaded, says so in its place; the rest stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    // A new version replaces the old files: code that cannot be loaded any more is there again after a reload.
    return <Failure error={error} retry={() => location.reload()} />;
  }
}
