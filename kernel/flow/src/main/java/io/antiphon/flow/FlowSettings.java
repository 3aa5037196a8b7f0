package io.antiphon.flow;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** The settings of {@code etc/io.antiphon.flow.cfg}; 0 stands for what the size of the machine suggests. */
@ComponentPropertyType
public @interface FlowSettings {

    /** The most entries of one batch. */
    int batch() default 1_000;

    /** How long an enricher or policy may take for one call, in milliseconds. */
    int call_time() default 2_000;

    /** How long a fold may take for one call, in milliseconds. */
    int fold_time() default 10_000;

    /** How many megabytes one call may allocate. */
    int call_memory() default 0;

    /** How many entries may wait to be decided about before the intake refuses more. */
    int lag() default 50_000;

    /** How many threads ask enrichers and policies. */
    int threads() default 0;
}
