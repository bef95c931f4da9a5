@echo off
rem Only ASCII in here: cmd loses its place in a file with other characters.
rem The field tool with a Java 25 or later at hand: beside this file, in JAVA_HOME, on the path, or installed.
rem Paths go to the subroutine in a variable: what stands behind "call" is expanded twice, and may hold % or ^.
setlocal EnableExtensions DisableDelayedExpansion
for /f "tokens=2 delims=:." %%c in ('chcp') do set "KOMCERT_CODEPAGE=%%c"
chcp 65001 >nul 2>nul
set "KOMCERT_JAVA="
set "KOMCERT_TRY=%~dp0java-windows"
call :try
for /f "delims=" %%d in ('dir /b /ad "%~dp0java-windows" 2^>nul') do (
    set "KOMCERT_TRY=%~dp0java-windows\%%d"
    call :try
)
if defined JAVA_HOME set "KOMCERT_TRY=%JAVA_HOME:"=%"
if defined JAVA_HOME call :try
for /f "delims=" %%j in ('where java 2^>nul') do (
    set "KOMCERT_TRY=%%~dpj.."
    call :try
)
for %%v in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft") do for /f "delims=" %%d in ('dir /b /ad "%%~v" 2^>nul') do (
    set "KOMCERT_TRY=%%~v\%%d"
    call :try
)
if not defined KOMCERT_JAVA (
    echo Es fehlt Java 25: Laden Sie auf adoptium.net das ZIP-Archiv "JRE 25, Windows x64", entpacken Sie es in den Ordner java-windows neben dieser Datei und starten Sie noch einmal. 1>&2
    chcp %KOMCERT_CODEPAGE% >nul 2>nul
    exit /b 69
)
rem What Java would take from the environment is not part of a reproducible run.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
rem The Tab key ends a folder with \ and a quotation mark, which Java would take for a quotation mark of its name.
set KOMCERT_WORDS=%*
if defined KOMCERT_WORDS set KOMCERT_WORDS=%KOMCERT_WORDS:\\"=\"%
if defined KOMCERT_WORDS set KOMCERT_WORDS=%KOMCERT_WORDS:\"=\\"%
"%KOMCERT_JAVA%" -Xmx512m -XX:+UseSerialGC -XX:-UsePerfData -XX:+DisplayVMOutputToStderr "-Dkomcert.rules=%~dp0regeln" "-Dkomcert.runs=%~dp0laeufe" -jar "%~dp0feldwerkzeug\komcert-cli.jar" %KOMCERT_WORDS%
set "KOMCERT_EXIT=%ERRORLEVEL%"
chcp %KOMCERT_CODEPAGE% >nul 2>nul
exit /b %KOMCERT_EXIT%

rem Every Java states its version in the file "release"; asking it there starts no program.
:try
if defined KOMCERT_JAVA exit /b
if not exist "%KOMCERT_TRY%\bin\java.exe" exit /b
if not exist "%KOMCERT_TRY%\release" exit /b
for /f "tokens=1,2 delims==" %%a in ('type "%KOMCERT_TRY%\release"') do if "%%a"=="JAVA_VERSION" for /f "delims=.-+" %%m in ("%%~b") do if %%m GEQ 25 set "KOMCERT_JAVA=%KOMCERT_TRY%\bin\java.exe"
exit /b
