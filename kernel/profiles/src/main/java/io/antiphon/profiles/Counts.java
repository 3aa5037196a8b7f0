package io.antiphon.profiles;

/** The counts of the graph while it is being changed. */
final class Counts {

    long nodes;
    long profiles;
    long links;
    long joins;
    long partings;
    long shared;
    long refused;

    Counts(Totals totals) {
        nodes = totals.nodes();
        profiles = totals.profiles();
        links = totals.links();
        joins = totals.joins();
        partings = totals.partings();
        shared = totals.shared();
        refused = totals.refused();
    }

    Totals at(long position) {
        return new Totals(position, nodes, profiles, links, joins, partings, shared, refused);
    }
}
