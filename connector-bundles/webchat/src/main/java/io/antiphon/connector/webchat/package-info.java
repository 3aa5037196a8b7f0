/** A chat window for any web site. */
@NullMarked
package io.antiphon.connector.webchat;

import org.jspecify.annotations.NullMarked;
