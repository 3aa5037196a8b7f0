package io.antiphon.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import io.antiphon.spi.Signal;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Component;

/** A bundle made of one source, as an author's build would make it. */
final class PluginJar {

    /** All that a plugin is compiled against. */
    private static final List<File> CONTRACT = Stream.of(Signal.class, Component.class, Bundle.class)
            .map(PluginJar::home)
            .toList();

    private PluginJar() {}

    private static File home(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /**
     * Compiles and packs a class of the package {@code probe}.
     *
     * @param name the class; the bundle is called {@code probe.NAME}
     * @param source all of it but the package and the imports of the contract
     */
    static Path of(Path folder, String name, String version, String source) throws Exception {
        Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
        compile(
                classes,
                name,
                "package probe;\nimport io.antiphon.spi.*;\nimport java.util.*;\n"
                        + "import org.osgi.service.component.annotations.Component;\n" + source);
        try (Builder bundle = new Builder()) {
            bundle.addClasspath(classes.toFile());
            for (File contract : CONTRACT) {
                bundle.addClasspath(contract);
            }
            bundle.setProperty("Bundle-SymbolicName", "probe." + name);
            bundle.setProperty("Bundle-Version", version);
            bundle.setProperty("Private-Package", "probe");
            bundle.setProperty("-noimportjava", "true");
            Jar jar = bundle.build();
            if (!bundle.getErrors().isEmpty()) {
                throw new IllegalStateException("cannot pack " + name + ": " + bundle.getErrors());
            }
            Path file = folder.resolve(name + "-" + version + ".jar");
            jar.write(file.toFile());
            return file;
        }
    }

    /** The same bundle under another name of its file, with a changed manifest. */
    static Path rewritten(Path jar, String name, Consumer<Attributes> change) throws Exception {
        Path other = jar.resolveSibling(name);
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = in.getManifest();
            change.accept(manifest.getMainAttributes());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(other), manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return other;
    }

    private static void compile(Path classes, String name, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///probe/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        List<String> options = Arrays.asList(
                "--release",
                "17",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                CONTRACT.stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator)));
        if (!compiler.getTask(null, null, null, options, null, List.of(source)).call()) {
            throw new IllegalStateException("cannot compile " + name);
        }
    }
}
