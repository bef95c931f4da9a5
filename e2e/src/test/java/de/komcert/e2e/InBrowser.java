package de.komcert.e2e;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test that wants a {@link Chromium} and the {@link DemoAccounts}: all such tests share one running demo. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.SharedDemo.class)
@interface InBrowser {

    /** Starts demo and browser for the first test that asks, and stops both after the last. */
    final class SharedDemo implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            var type = parameter.getParameter().getType();
            return type == Chromium.class || type == DemoAccounts.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            var visit = test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(SharedDemo.class))
                    .computeIfAbsent(Visit.class, none -> Visit.begin(), Visit.class);
            return parameter.getParameter().getType() == Chromium.class ? visit.chromium : visit.demo.accounts();
        }
    }

    /** One demo, the browser on it, and the folder of both its data and its keys, which nobody needs afterwards. */
    record Visit(RunningDemo demo, Chromium chromium, Path folder) implements AutoCloseable {

        static Visit begin() {
            try {
                var folder = Files.createTempDirectory("komcert-e2e");
                try {
                    return on(folder);
                } catch (IOException | InterruptedException | RuntimeException | AssertionError failure) {
                    delete(folder);
                    throw failure;
                }
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException("the demo does not start", failure);
            }
        }

        private static Visit on(Path folder) throws IOException, InterruptedException {
            var demo = RunningDemo.start(folder.resolve("daten"));
            try {
                return new Visit(demo, new Chromium(demo.address()), folder);
            } catch (RuntimeException | AssertionError failure) {
                demo.close();
                throw failure;
            }
        }

        @Override
        public void close() {
            try {
                chromium.close();
            } finally {
                try {
                    demo.close();
                } finally {
                    delete(folder);
                }
            }
        }

        private static void delete(Path folder) {
            org.assertj.core.util.Files.delete(folder.toFile());
        }
    }
}
