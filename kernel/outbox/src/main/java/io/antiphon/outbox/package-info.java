/** What leaves: each action that names a connection, from its decision to its outcome; guarded, in order, once. */
@NullMarked
package io.antiphon.outbox;

import org.jspecify.annotations.NullMarked;
