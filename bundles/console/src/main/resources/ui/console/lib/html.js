// The one instance of Preact: everything imports it from here.
import { h } from '../vendor/preact.js';
import htm from '../vendor/htm.js';

export const html = htm.bind(h);
export { h, render, Fragment, Component, createContext, createRef } from '../vendor/preact.js';
export {
  useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useContext, useReducer, useId, useErrorBoundary,
} from '../vendor/hooks.js';
