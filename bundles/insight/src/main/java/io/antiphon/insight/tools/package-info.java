/** Training and evaluation from the command line, without a running system. */
@NullMarked
package io.antiphon.insight.tools;

import org.jspecify.annotations.NullMarked;
