import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import styles from './reading.module.css';
import { type Reading, type ReadingText, readingPath, readingsPath } from './reading-api.ts';

/** 测验: all questions on one sheet; what is wrong is said, and may be tried again. */
export function Quiz({ reading, questions }: { reading: Reading; questions: ReadingText['questions'] }) {
  const [answers, setAnswers] = useState<(number | null)[]>(questions.map(() => null));
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const send = useAct({
    run: () => api.post<{ passed: boolean; wrong: number[] }>(`${readingPath(reading)}/quiz`, { answers }),
    touches: [[readingsPath]],
    onDone: (result) => setWrong(result.wrong),
  });
  const answered = answers.every((answer) => answer !== null);
  return (
    <section aria-label="测验">
      {questions.map(({ clause, question, options }, index) => (
        <fieldset key={`${clause} ${question}`} className={styles.question}>
          <legend>
            {index + 1}. {question} <span className={styles.faint}>{clause}</span>
            {wrong.includes(index) && <span className={styles.wrong}> ! 答错了，请对照条款再选</span>}
          </legend>
          <div className={styles.options}>
            {options.map((option, place) => (
              <label key={option}>
                <input
                  type="radio"
                  name={`question-${index}`}
                  checked={answers[index] === place}
                  onChange={() => {
                    setAnswers(answers.with(index, place));
                    setWrong(wrong.filter((one) => one !== index));
                  }}
                />
                {option}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <Button type="primary" disabled={!answered} loading={send.isPending} onClick={() => send.mutate(undefined)}>
        交卷
      </Button>
    </section>
  );
}
