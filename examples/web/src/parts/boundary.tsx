import { Component, type ReactNode } from 'react';
import { Screen } from './screen.tsx';

interface BoundaryProps {
  /** Which screen this is: another one gets a try of its own. */
  place: string;
  children: ReactNode;
}

interface BoundaryState {
  place: string;
  hasFailed: boolean;
}

/** Catches what nobody foresaw in a screen, so that the frame around it stays. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { place: this.props.place, hasFailed: false };

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps({ place }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return place === state.place ? null : { place, hasFailed: false };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Screen title="Something went wrong">
        <p>This screen has a fault. Nothing that you saved is lost.</p>
        <p>
          <button type="button" className="button" onClick={() => window.location.reload()}>
            Load it again
          </button>
        </p>
      </Screen>
    );
  }
}
