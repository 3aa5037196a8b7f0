package io.antiphon.outbox;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** The settings of {@code etc/io.antiphon.outbox.cfg}. */
@ComponentPropertyType
public @interface OutboxSettings {

    /** The guards without which nothing leaves, in the order in which they are asked; separated by commas. */
    String guards() default "stop,approval,consent,quiet-hours,text,contact-budget";

    /** How many actions of one connection are performed at the same time. */
    int at_once() default 4;

    /** How many days after its time an action is given up. */
    int days() default 7;
}
