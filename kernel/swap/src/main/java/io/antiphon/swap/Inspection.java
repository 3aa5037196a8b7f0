package io.antiphon.swap;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Looks a staged jar over before the framework sees it: whole, a bundle, of this contract, and allowed. */
final class Inspection {

    private static final String CONTRACT = "io.antiphon.spi";
    private static final long MOST_UNPACKED = 512L << 20;
    private static final int MOST_ENTRIES = 50_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    /** One clause of a header; quotes keep commas and semicolons together. */
    private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");

    private static final Pattern VERSION = Pattern.compile(";\\s*version\\s*=\\s*\"?([^\";]+)\"?");

    private final Function<String, List<Version>> exported;
    private final Trust trust;

    /** Knows which versions of a package the running system exports, and whom it trusts. */
    Inspection(Function<String, List<Version>> exported, Trust trust) {
        this.exported = exported;
        this.trust = trust;
    }

    /** Reads who it says it is. */
    Candidate identify(Staging.Staged staged, String called) {
        try (JarFile jar = new JarFile(staged.file().toFile(), false)) {
            Attributes main = main(jar, called);
            return new Candidate(staged.file(), staged.digest(), name(main, called), version(main, called));
        } catch (IOException | SecurityException e) {
            throw notWhole(called, e);
        }
    }

    /** Refuses it if it is not fit. */
    void inspect(Candidate candidate, String called) {
        try (JarFile jar = new JarFile(candidate.jar().toFile(), true)) {
            readWhole(jar, called);
            Attributes main = main(jar, called);
            kind(main, candidate.name());
            contract(main, candidate.name());
            trust.judge(jar, called);
        } catch (IOException | SecurityException e) {
            throw notWhole(called, e);
        }
    }

    private static AntiphonException notWhole(String called, Exception e) {
        return refused(
                called + " is no whole jar: " + e.getMessage() + ".", "It may have been cut off; copy it again.");
    }

    private static Attributes main(JarFile jar, String called) throws IOException {
        Manifest manifest = jar.getManifest();
        if (manifest == null) {
            throw refused(called + " has no manifest and is no bundle.", "Build it with bnd-maven-plugin.");
        }
        return manifest.getMainAttributes();
    }

    /** Reads every entry, which checks its length, its checksum, and its signature if it has one. */
    private static void readWhole(JarFile jar, String called) throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        if (jar.size() > MOST_ENTRIES) {
            throw refused(called + " holds more than " + MOST_ENTRIES + " files.", "");
        }
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            CRC32 sum = new CRC32();
            try (InputStream in = jar.getInputStream(entry)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    sum.update(buffer, 0, read);
                    bytes += read;
                    if (bytes > MOST_UNPACKED) {
                        throw refused(called + " unpacks to more than " + (MOST_UNPACKED >> 20) + " MB.", "");
                    }
                }
            }
            if (sum.getValue() != entry.getCrc()) {
                throw new IOException(entry.getName() + " is damaged");
            }
        }
    }

    private static String name(Attributes main, String called) {
        String header = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null) {
            throw refused(
                    called + " is no bundle: its manifest has no Bundle-SymbolicName.",
                    "Build it with bnd-maven-plugin.");
        }
        String name = header.split(";", 2)[0].strip();
        if (!NAME.matcher(name).matches()) {
            throw refused(called + " has the symbolic name '" + name + "', which is none.", "");
        }
        return name;
    }

    private static String version(Attributes main, String called) {
        String header = main.getValue(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(header).toString();
        } catch (IllegalArgumentException e) {
            throw refused(called + " has the version '" + header + "', which is none.", "Write it as 1.2.3.");
        }
    }

    private static void kind(Attributes main, String name) {
        if (main.getValue(Constants.BUNDLE_SYMBOLICNAME).replace(" ", "").contains("singleton:=true")) {
            throw refused(
                    name + " is a singleton: its next version could not be started beside it.",
                    "Leave 'singleton:=true' out of Bundle-SymbolicName.");
        }
        if (main.getValue(Constants.FRAGMENT_HOST) != null) {
            throw refused(name + " is a fragment, which would change another bundle.", "Make it a bundle of its own.");
        }
    }

    /** The packages of the contract that it imports must be there in a version that suits it. */
    private void contract(Attributes main, String name) {
        String imports = main.getValue(Constants.IMPORT_PACKAGE);
        if (imports == null) {
            return;
        }
        for (Matcher clauses = CLAUSE.matcher(imports); clauses.find(); ) {
            String clause = clauses.group();
            String imported = clause.split(";", 2)[0].strip();
            if (!imported.equals(CONTRACT) && !imported.startsWith(CONTRACT + ".")) {
                continue;
            }
            Matcher stated = VERSION.matcher(clause);
            VersionRange range =
                    new VersionRange(stated.find() ? stated.group(1).strip() : "0");
            List<Version> here = exported.apply(imported);
            if (here.stream().noneMatch(range::includes)) {
                throw refused(
                        name + " needs " + imported + " " + range + ", and this system has "
                                + (here.isEmpty() ? "none" : here.get(0)) + ".",
                        "Build it against this system's contract, or upgrade the system.");
            }
        }
    }

    static AntiphonException refused(String what, String remedy) {
        return new AntiphonException(Code.INVALID, remedy.isEmpty() ? what : what + " " + remedy);
    }
}
