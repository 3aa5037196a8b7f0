/**
 * Who speaks: profiles are the connected parts of a graph of identities whose links are the evidence.
 *
 * <p>A node is a normalised identity and never moves or goes away; what a signal tells is kept with the node that
 * gave it. A profile is what a walk along the links reaches, and is named after its oldest node. So joining
 * and parting two profiles changes nothing but which component the nodes say they belong to, and parting restores both
 * sides, whatever was heard in between.
 */
@NullMarked
package io.antiphon.profiles;

import org.jspecify.annotations.NullMarked;
