/**
 * The road of a signal from the journal to decisions: batches, order, limits; runs enrichers, folds and policies, and owns
 * the state database.
 *
 * <p>Threads: a <em>lane</em> (one at a time) owns the writing connection and makes batches; the <em>crew</em> asks enrichers
 * and policies; the <em>watchdog</em> takes away calls that do not return. A lane that fails in any way is thrown away with its
 * connection and another is opened, which resumes exactly as after a crash.
 */
@NullMarked
package io.antiphon.flow;

import org.jspecify.annotations.NullMarked;
