import type { ReactNode } from 'react';
import { cx } from './class-names.ts';
import styles from './figure-table.module.css';

export type FigureRow = {
  readonly key: string;
  readonly name: ReactNode;
  /** In the order of the heads; `–` where nothing is known. */
  readonly figures: readonly ReactNode[];
  /** The row that the table was opened for. */
  readonly marked?: boolean;
};

type Props = {
  readonly caption: string;
  readonly nameHead: string;
  readonly heads: readonly string[];
  readonly rows: readonly FigureRow[];
};

/** A small table: a name a row, and figures under their heads. */
export function FigureTable({ caption, nameHead, heads, rows }: Props) {
  return (
    <table className={styles['table']}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{nameHead}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className={styles['figure']}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, figures, marked = false }) => (
          <tr key={key} className={cx(marked && styles['marked'])}>
            <th scope="row">{name}</th>
            {figures.map((figure, at) => (
              <td key={heads[at]} className={cx('num', styles['figure'])}>
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
