import { serveImplementation } from 'auxopt/verify';

const nesterov = ({ parametersAt, states, drawSample }) => {
  const { ℓ, μ } = parametersAt(1);
  let [x, b] = [states.x, states.x.map(() => 0)];
  return () => {
    const g = drawSample().f(x);
    b = b.map((value, i) => μ * value + g[i]);
    x = x.map((value, i) => value - ℓ * (g[i] + μ * b[i]));
    return { x, b };
  };
};
await serveImplementation({ name: 'nesterov-js', variants: {}, methods: { nesterov } });
