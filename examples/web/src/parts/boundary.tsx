import { Component, type ReactNode } from 'react';
import { Screen } from './screen.tsx';

interface BoundaryProps {
  /** The location of the screen. A new location clears the error. */
  location: string;
  children: ReactNode;
}

interface BoundaryState {
  location: string;
  hasFailed: boolean;
}

/** Catches unexpected errors of a screen, so that the navigation stays. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { location: this.props.location, hasFailed: false };

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps({ location }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return location === state.location ? null : { location, hasFailed: false };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Screen title="Something went wrong">
        <p>This screen failed. Your saved changes are not lost.</p>
        <p>
          <button type="button" className="button" onClick={() => window.location.reload()}>
            Reload
          </button>
        </p>
      </Screen>
    );
  }
}
