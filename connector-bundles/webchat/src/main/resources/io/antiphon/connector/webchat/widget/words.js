// The chat window of a web site: one script tag, no framework, no cookies. What anybody wrote is only ever set as text.
(() => {
  'use strict';

  const script = document.currentScript;
  const before = window.antiphonWebchat;
  if (!script || (before && !Array.isArray(before))) {
    return;
  }
  const base = new URL('.', script.src).href;
  const KEY = 'antiphon-webchat ' + base;
  const MOST_TEXT = 4000;
  const LONGEST_WAIT = 30000;

  const WORDS = {
    en: {open: 'Open the chat', close: 'Close the chat', write: 'Write a message', send: 'Send', you: 'You',
      save: 'Download this conversation', sending: 'being sent', failed: 'This message could not be sent.',
      fresh: n => n === 1 ? '1 new message' : n + ' new messages', log: 'Conversation'},
    de: {open: 'Chat öffnen', close: 'Chat schließen', write: 'Nachricht schreiben', send: 'Senden', you: 'Sie',
      save: 'Unterhaltung herunterladen', sending: 'wird gesendet', failed: 'Diese Nachricht konnte nicht gesendet werden.',
      fresh: n => n === 1 ? '1 neue Nachricht' : n + ' neue Nachrichten', log: 'Unterhaltung'},
    fr: {open: 'Ouvrir la discussion', close: 'Fermer la discussion', write: 'Écrire un message', send: 'Envoyer', you: 'Vous',
      save: 'Télécharger la conversation', sending: 'envoi en cours', failed: 'Ce message n’a pas pu être envoyé.',
      fresh: n => n === 1 ? '1 nouveau message' : n + ' nouveaux messages', log: 'Conversation'},
    es: {open: 'Abrir el chat', close: 'Cerrar el chat', write: 'Escribir un mensaje', send: 'Enviar', you: 'Usted',
      save: 'Descargar la conversación', sending: 'enviando', failed: 'No se pudo enviar este mensaje.',
      fresh: n => n === 1 ? '1 mensaje nuevo' : n + ' mensajes nuevos', log: 'Conversación'},
    ru: {open: 'Открыть чат', close: 'Закрыть чат', write: 'Написать сообщение', send: 'Отправить', you: 'Вы',
      save: 'Скачать переписку', sending: 'отправляется', failed: 'Не удалось отправить это сообщение.',
      fresh: n => 'Новые сообщения: ' + n, log: 'Переписка'},
    zh: {open: '打开聊天', close: '关闭聊天', write: '输入消息', send: '发送', you: '您',
      save: '下载对话', sending: '正在发送', failed: '此消息未能发送。',
      fresh: n => n + ' 条新消息', log: '对话'},
    ar: {open: 'فتح المحادثة', close: 'إغلاق المحادثة', write: 'اكتب رسالة', send: 'إرسال', you: 'أنت',
      save: 'تنزيل المحادثة', sending: 'جارٍ الإرسال', failed: 'تعذّر إرسال هذه الرسالة.',
      fresh: n => 'رسائل جديدة: ' + n, log: 'المحادثة'}
  };

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 15px/1.45 system-ui, sans-serif; }
    .root { position: fixed; z-index: 2147483000; bottom: 20px; color: #1b1f24; }
    .right { right: 20px; } .left { left: 20px; }
    button { cursor: pointer; border: 0; border-radius: 8px; padding: 8px 12px; background: #eef1f5; color: #1b1f24; }
    button:focus-visible, textarea:focus-visible, .log:focus-visible { outline: 3px solid #1b1f24; outline-offset: 2px;
      box-shadow: 0 0 0 3px #fff; }
    .launch { width: 56px; height: 56px; padding: 0; border-radius: 50%; background: var(--colour); color: var(--on);
      box-shadow: 0 3px 14px rgba(0,0,0,.3); position: relative; }
    .launch svg { width: 26px; height: 26px; vertical-align: middle; fill: none; stroke: currentColor; stroke-width: 2; }
    .badge { position: absolute; top: -4px; inset-inline-end: -4px; min-width: 22px; height: 22px; padding: 0 6px;
      border-radius: 11px; background: #b3261e; color: #fff; font-size: 13px; line-height: 22px; }
    .panel { display: flex; flex-direction: column; width: min(370px, calc(100vw - 24px)); height: min(560px, calc(100vh - 40px));
      background: #fff; border: 1px solid #c9d0d9; border-radius: 14px; overflow: hidden; box-shadow: 0 10px 40px rgba(0,0,0,.25); }
    .head { display: flex; align-items: center; gap: 8px; padding: 10px 12px; background: var(--colour); color: var(--on); }
    .head h2 { flex: 1; margin: 0; font-weight: 600; font-size: 16px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .head button { background: transparent; color: inherit; padding: 6px 9px; font-size: 17px; line-height: 1; }
    .head button:focus-visible { outline-color: var(--on); box-shadow: none; }
    .log { flex: 1; overflow-y: auto; padding: 14px; margin: 0; background: #f6f8fa; display: flex; flex-direction: column; gap: 8px; }
    .said { max-width: 85%; padding: 8px 12px; border-radius: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .agent { align-self: flex-start; background: #fff; border: 1px solid #d5dbe3; }
    .visitor { align-self: flex-end; background: var(--colour); color: var(--on); }
    .waits { opacity: .75; }
    .note { font-size: 12.5px; color: #57606a; align-self: flex-end; }
    .note.bad { color: #b3261e; }
    .who { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .state { padding: 6px 14px; font-size: 13.5px; background: #fff8e1; color: #5c4400; }
    form { display: flex; gap: 8px; padding: 10px; border-top: 1px solid #d5dbe3; background: #fff; }
    textarea { flex: 1; resize: none; height: 64px; border: 1px solid #8a94a0; border-radius: 8px; padding: 7px 9px;
      background: #fff; color: #1b1f24; }
    .send { align-self: flex-end; background: var(--colour); color: var(--on); font-weight: 600; }
    [hidden] { display: none !important; }
    @media (max-width: 480px) { .root.open { left: 0; right: 0; bottom: 0; }
      .panel { width: 100vw; height: 100dvh; border-radius: 0; border: 0; } }
    @media (prefers-color-scheme: dark) {
      .panel, form, textarea, .agent { background: #1b1f24; color: #f0f3f6; border-color: #444c56; }
      .log { background: #12151a; } .note { color: #a5b0bc; } .note.bad { color: #ff9b93; }
      button:focus-visible, textarea:focus-visible, .log:focus-visible { outline-color: #f0f3f6; box-shadow: 0 0 0 3px #000; } }
    @media (forced-colors: active) { .said, button { border: 1px solid; } }`;

