/** What may leave: the stop switch, consent, contact budget, quiet hours, approval. */
@NullMarked
package io.antiphon.outbound;

import org.jspecify.annotations.NullMarked;
