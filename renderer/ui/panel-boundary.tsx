import { Component, type ReactNode } from 'react';
import { Empty } from './empty.tsx';
import { Panel } from './panel.tsx';

type Props = { readonly title: string; readonly children: ReactNode };
type State = { readonly message: string | null };

/** A panel that breaks says so in its place, and the rest of the window, with it the stop, goes on. */
export class PanelBoundary extends Component<Props, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <Panel title={this.props.title}>
        <Empty what="This panel broke. The rest of the desk goes on." why={message} />
      </Panel>
    );
  }
}
