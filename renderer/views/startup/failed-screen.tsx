import { Copy } from 'lucide-react';
import type { StartProblem } from '../../../shared/ipc.ts';
import { copyText } from '../../store/clipboard.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './startup.module.css';

/** The problems as plain text, one paragraph each. */
export function problemsAsText(problems: readonly StartProblem[]): string {
  return problems.map(({ what, found, remedy }) => `${what}\nFound: ${found}\nTo do: ${remedy}`).join('\n\n');
}

/** Why the desk could not start, and what to do about each thing. Nothing was bought, sold or lost. */
export function FailedScreen({ problems }: { readonly problems: readonly StartProblem[] }) {
  return (
    <main className={styles['screen']}>
      <div className={styles['failed']} role="alert">
        <span className={styles['mark']}>
          <BrandMark />
        </span>
        <h1 className={styles['title']}>The desk could not start</h1>
        <p>
          {problems.length === 1 ? 'One thing is in the way.' : `${problems.length} things are in the way.`}{' '}
          Nothing was bought or sold.
        </p>
        <ol className={styles['problems']}>
          {problems.map(({ what, found, remedy }) => (
            <li key={`${what} ${found}`} className={styles['problem']}>
              <h2 className="copyable">{what}</h2>
              <dl>
                <dt>found</dt>
                <dd className="copyable">{found}</dd>
                <dt>to do</dt>
                <dd className="copyable">{remedy}</dd>
              </dl>
            </li>
          ))}
        </ol>
        <Button
          icon={<Copy size={14} aria-hidden="true" />}
          onClick={() => void copyText(problemsAsText(problems))}
        >
          Copy all
        </Button>
      </div>
    </main>
  );
}
