/** Connections: what was configured, made into sources that hear, each supervised on its own. */
@NullMarked
package io.antiphon.routes;

import org.jspecify.annotations.NullMarked;
