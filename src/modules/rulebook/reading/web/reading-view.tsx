import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { Quiz } from './quiz.tsx';
import styles from './reading.module.css';
import { type Reading, type ReadingText, readingPath, readingsPath } from './reading-api.ts';

/** A regulation to be read: its text to the end, 已读 below it, then the questions. */
export function ReadingView({ reading }: { reading: Reading }) {
  const path = readingPath(reading);
  const text = useQuery({ queryKey: [path], queryFn: ({ signal }) => api.get<ReadingText>(path, {}, signal) });
  const confirm = useAct({ run: () => api.post(`${path}/receipt`), touches: [[readingsPath]], done: '已记下您的阅读' });
  return (
    <Loaded query={text}>
      {({ regulation, questions }) => (
        <>
          {regulation.chapters.map((chapter) => (
            <div key={chapter.title}>
              <h3 className={styles.chapter}>{chapter.title}</h3>
              {chapter.clauses.map((clause) => (
                <article key={clause.id} className={styles.clause}>
                  <h4>
                    <ClauseChip clause={clause.id} /> {clause.title}
                  </h4>
                  <p>{clause.text}</p>
                </article>
              ))}
            </div>
          ))}
          <div className={styles.foot}>
            {reading.readAt === null ? (
              <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
                我已阅读
              </Button>
            ) : (
              <span className={styles.done}>
                ✓ 已读 <Instant at={reading.readAt} />
              </span>
            )}
            {reading.passedAt !== null && (
              <span className={styles.done}>
                ✓ 测验通过 <Instant at={reading.passedAt} />
              </span>
            )}
          </div>
          {reading.readAt !== null && reading.passedAt === null && questions.length > 0 && (
            <Section title="测验" note="全部答对为通过，可以重答">
              <Quiz reading={reading} questions={questions} />
            </Section>
          )}
        </>
      )}
    </Loaded>
  );
}
