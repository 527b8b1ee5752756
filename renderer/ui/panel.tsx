import { useId, type ReactNode } from 'react';
import { cx } from './class-names.ts';
import styles from './panel.module.css';

type Props = {
  readonly title: string;
  /** Behind the title, in figures: how many, of what. */
  readonly count?: ReactNode;
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

export function Panel({ title, count, aside, className, children }: Props) {
  const id = useId();
  return (
    <section className={cx(styles['panel'], className)} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {count !== undefined && <span className={styles['count']}>{count}</span>}
        <span className={styles['aside']}>{aside}</span>
      </header>
      {children}
    </section>
  );
}
