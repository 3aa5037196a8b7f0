// A dry run from its begin to its end, whatever is looked at meanwhile.
import { query, useEffect, useRef, useState } from '/ui/console/ui.js';
import { problemIn } from './model.js';

const EVERY = 300;
const OVER = ['done', 'cancelled', 'failed'];

/** {report, running, problem, begin, cancel, tried}: `tried` is the text that was asked. */
export function useTrial(api, path, text) {
  const [report, setReport] = useState(null);
  const [problem, setProblem] = useState(null);
  const [tried, setTried] = useState('');
  const [beginning, setBeginning] = useState(false);
  const current = useRef(null);
  const place = id => `/api/scripts/try${query({ id })}`;

  function leave() {
    const run = current.current;
    current.current = null;
    if (run) {
      clearTimeout(run.timer);
      api.delete(place(run.id)).catch(() => {});
    }
  }
  useEffect(() => leave, []);

  async function look(run) {
    try {
      const told = await api.get(place(run.id));
      if (current.current !== run) return;
      setReport(told);
      if (OVER.includes(told.state)) {
        current.current = null;
        return;
      }
    } catch (failure) {
      if (current.current !== run) return;
      if (failure.status !== 0 && failure.status !== 503) {
        current.current = null;
        setProblem({ message: failure.message });
        setReport(null);
        return;
      }
    }
    run.timer = setTimeout(() => look(run), EVERY);
  }
  async function begin(last) {
    leave();
    setBeginning(true);
    setProblem(null);
    setReport(null);
    setTried(text);
    try {
      const { id } = await api.text('POST', path('try', { last }), text);
      const run = { id, timer: 0 };
      current.current = run;
      await look(run);
    } catch (failure) {
      setProblem(problemIn(failure.body) || { message: failure.message });
    }
    setBeginning(false);
  }
  const running = beginning || Boolean(report && !OVER.includes(report.state));
  async function cancel() {
    if (current.current) await api.delete(place(current.current.id)).catch(() => {});
  }
  return { report, running, problem, begin, cancel, tried };
}
