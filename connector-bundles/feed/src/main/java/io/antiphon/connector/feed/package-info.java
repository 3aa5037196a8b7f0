/** Hears RSS and Atom feeds. */
@NullMarked
package io.antiphon.connector.feed;

import org.jspecify.annotations.NullMarked;
