/**
 * A JavaScript file becomes a policy, an enricher or a connector: saved, it is checked, warmed and exchanged between two signals.
 *
 * <p>{@code sandbox} holds what runs the language; {@code kinds} makes services of scripts; {@code life} looks after the files, their
 * versions and settings; {@code trial} runs a candidate over recorded entries; {@code testing} runs a script's tests; {@code door}
 * is what REST, shell and console see of all that.
 */
@NullMarked
package io.antiphon.scripting;

import org.jspecify.annotations.NullMarked;
