/** What may not stand in a text that leaves. */
@NullMarked
package io.antiphon.outbound.text;

import org.jspecify.annotations.NullMarked;
